from renxin.clinics.models.chair import Chair
from renxin.clinics.models.clinic import Clinic
from renxin.clinics.models.department import Department
from renxin.clinics.models.equipment import Equipment

__all__ = ["Chair", "Clinic", "Department", "Equipment"]
