CASE
    -- From which moment a step may be taken. What was agreed for a time to come is
    -- counted back from it: by the clock in hours, else by the clinic's day.
    WHEN enrolment.comes_at IS NOT NULL AND step.before_at IS NULL
        THEN enrolment.comes_at - make_interval(hours => step.before_hours)
    WHEN enrolment.comes_at IS NOT NULL
        THEN ((enrolment.comes_at AT TIME ZONE clinic.zone)::date - step.before_days
            + step.before_at) AT TIME ZONE clinic.zone
    -- All else from what happened: by the clock in hours, else from nine to six.
    WHEN step.after_hours > 0
        THEN enrolment.anchored_at
            + make_interval(hours => step.after_hours - step.window_hours)
    ELSE (((enrolment.anchored_at AT TIME ZONE clinic.zone)::date + make_interval(
            months => step.after_months, days => step.after_days))::date
        - step.window_hours / 24 + time '09:00') AT TIME ZONE clinic.zone
END
