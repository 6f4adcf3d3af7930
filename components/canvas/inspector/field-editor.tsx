"use client";

import type { Field } from "@/lib/nodes/define-node";
import { ArmsField } from "./arms-field";
import { AwaitedEventsField } from "./awaited-events-field";
import { ConditionField } from "./condition-field";
import { CrmConnectionField, CrmFieldsField, CrmMatchField, CrmReadField } from "./crm-fields";
import { DatesField } from "./dates-field";
import { EmailField } from "./email-field";
import type { FieldProps } from "./field-props";
import { HoursField } from "./hours-field";
import { MembersField } from "./members-field";
import { AssignmentsField, HeadersField, PropertiesField } from "./object-fields";
import { PatternEventsField } from "./pattern-events-field";
import {
  AttributeField,
  DatetimeField,
  DurationField,
  EventField,
  JourneyField,
  NumberField,
  SegmentField,
  SelectField,
  TagField,
  TimeOfDayField,
  TimezoneField,
  ToggleField,
} from "./simple-fields";
import { StepField } from "./step-field";
import { TextField } from "./text-field";
import { TransformsField } from "./transforms-field";
import { WeekdaysField } from "./weekdays-field";

/** The editor of one setting, by its kind. */
export function FieldEditor({ field, ...props }: Omit<FieldProps, "field"> & { field: Field }) {
  switch (field.kind) {
    case "text":
      return <TextField field={field} {...props} />;
    case "number":
      return <NumberField field={field} {...props} />;
    case "toggle":
      return <ToggleField field={field} {...props} />;
    case "select":
      return <SelectField field={field} {...props} />;
    case "duration":
      return <DurationField field={field} {...props} />;
    case "time_of_day":
      return <TimeOfDayField field={field} {...props} />;
    case "weekdays":
      return <WeekdaysField field={field} {...props} />;
    case "datetime":
      return <DatetimeField field={field} {...props} />;
    case "timezone":
      return <TimezoneField field={field} {...props} />;
    case "event":
      return <EventField field={field} {...props} />;
    case "attribute":
      return <AttributeField field={field} {...props} />;
    case "tag":
      return <TagField field={field} {...props} />;
    case "members":
      return <MembersField field={field} {...props} />;
    case "segment":
      return <SegmentField field={field} {...props} />;
    case "email":
      return <EmailField field={field} {...props} />;
    case "condition":
      return <ConditionField field={field} {...props} />;
    case "arms":
      return <ArmsField field={field} {...props} />;
    case "awaited_events":
      return <AwaitedEventsField field={field} {...props} />;
    case "pattern_events":
      return <PatternEventsField field={field} {...props} />;
    case "hours":
      return <HoursField field={field} {...props} />;
    case "dates":
      return <DatesField field={field} {...props} />;
    case "step":
      return <StepField field={field} {...props} />;
    case "transforms":
      return <TransformsField field={field} {...props} />;
    case "journey":
      return <JourneyField field={field} {...props} />;
    case "properties":
      return <PropertiesField field={field} {...props} />;
    case "assignments":
      return <AssignmentsField field={field} {...props} />;
    case "headers":
      return <HeadersField field={field} {...props} />;
    case "crm_connection":
      return <CrmConnectionField field={field} {...props} />;
    case "crm_match":
      return <CrmMatchField field={field} {...props} />;
    case "crm_fields":
      return <CrmFieldsField field={field} {...props} />;
    case "crm_read":
      return <CrmReadField field={field} {...props} />;
  }
}
