// Each fixture has a stack of its own; Stack.Up holds the number of stacks of a run at three.
// Fixtures start in the order of their names: the long ones have early letters.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
[assembly: Archiv.Tests.Support.Guarantees.PlanOfVerdicts]
