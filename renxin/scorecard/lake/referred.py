"""Whom one department asked another to see, and how far each referral came."""

from renxin.scorecard.lake.extract import Extract, Form, at, columns_of, local

REFERRALS = Extract(
    table="referrals",
    rows=at("referrals_referral x", "x.from_clinic_id")
    + " LEFT JOIN clinics_department sender ON sender.id = x.from_department_id"
    " LEFT JOIN clinics_department asked ON asked.id = x.to_department_id"
    " LEFT JOIN referrals_acceptance yes ON yes.referral_id = x.id"
    " LEFT JOIN referrals_seen seen ON seen.referral_id = x.id"
    " LEFT JOIN referrals_report report ON report.referral_id = x.id",
    key="x.id",
    day="(x.sent_at AT TIME ZONE zone.name)::date",
    patient="x.patient_id",
    columns=columns_of(
        {
            Form.TEXT: {
                "referral_id": "x.id::text",
                "from_department": "sender.name",
                "to_department": "asked.name",
            },
            Form.MOMENT: {
                "made_at": local("sent_at")["sent_at"],
                "accepted_at": "yes.at AT TIME ZONE zone.name",
                "seen_at": "seen.at AT TIME ZONE zone.name",
                "reported_at": "report.at AT TIME ZONE zone.name",
            },
        }
    ),
    # The table is of referrals inside the house; one taken back was never to be seen.
    where="x.to_clinic_id IS NOT NULL AND NOT EXISTS ("
    "SELECT FROM referrals_retraction gone WHERE gone.referral_id = x.id)",
)
