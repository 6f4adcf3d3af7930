const words: Readonly<Record<string, string>> = {
  end_of_path: "at the end of their path",
  goal_reached: "reached the goal",
  goal_not_reached: "did not reach the goal in time",
  exit_when: "by the exit rule",
  max_time: "the journey’s maximum time was over",
  manual_exit: "taken out by hand",
  journey_archived: "the journey was archived",
  parent_left: "with the journey that ran this one",
  step_error: "a step failed",
  too_many_steps: "went round in a circle",
};

/** Why a run ended, in words beside its state; a reason that an author wrote is said as it is. */
export const describeEndReason = (reason: string): string => words[reason] ?? reason.replaceAll("_", " ");
