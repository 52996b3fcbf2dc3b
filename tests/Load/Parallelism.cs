// One load at a time: two would measure each other.
[assembly: NonParallelizable]
[assembly: Archiv.Tests.Support.Guarantees.PlanOfVerdicts]
