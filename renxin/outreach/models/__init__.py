from renxin.outreach.models.introduction import Introduction

__all__ = ["Introduction"]
