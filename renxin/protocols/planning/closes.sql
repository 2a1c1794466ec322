CASE
    -- Until when a step makes sense.
    WHEN enrolment.comes_at IS NOT NULL AND step.until_at IS NULL
        THEN enrolment.comes_at - make_interval(hours => step.until_hours)
    WHEN enrolment.comes_at IS NOT NULL
        THEN ((enrolment.comes_at AT TIME ZONE clinic.zone)::date - step.before_days
            + step.until_at) AT TIME ZONE clinic.zone
    WHEN step.after_hours > 0
        THEN enrolment.anchored_at
            + make_interval(hours => step.after_hours + step.window_hours)
    ELSE (((enrolment.anchored_at AT TIME ZONE clinic.zone)::date + make_interval(
            months => step.after_months, days => step.after_days))::date
        + step.window_hours / 24 + time '18:00') AT TIME ZONE clinic.zone
END
