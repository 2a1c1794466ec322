"""The queue's own housekeeping."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

# A worker that was killed says nothing; its jobs are taken up after this long.
SILENT_S = 60
KEPT_H = 24 * 30


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="site.stalled", pass_context=True)
async def take_up_stalled_jobs(context: JobContext, timestamp: int) -> None:
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_S):
        try:
            await jobs.retry_job(job)
        except UniqueViolation:
            # The next of its kind waits already and does the same work.
            await jobs.finish_job(job, Status.ABORTED, delete_job=True)


@app.periodic(cron="29 3 * * *")
@app.task(queueing_lock="site.finished", pass_context=True)
async def let_finished_jobs_go(context: JobContext, timestamp: int) -> None:
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_H)
