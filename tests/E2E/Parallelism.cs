// One shared stack: its rows take turns, so that none sees the traces of another.
[assembly: LevelOfParallelism(1)]
[assembly: Archiv.Tests.Support.Guarantees.PlanOfVerdicts]
