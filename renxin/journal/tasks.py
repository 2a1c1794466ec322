from procrastinate.contrib.django import app

from renxin.journal import chain


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="journal.lay", pass_context=False)
def lay_the_chain(timestamp: int) -> None:
    chain.lay()
