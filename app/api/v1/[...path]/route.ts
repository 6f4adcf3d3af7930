import { handleApiRequest } from "../handle-api-request";

export {
  handleApiRequest as DELETE,
  handleApiRequest as GET,
  handleApiRequest as OPTIONS,
  handleApiRequest as PATCH,
  handleApiRequest as POST,
  handleApiRequest as PUT,
};
