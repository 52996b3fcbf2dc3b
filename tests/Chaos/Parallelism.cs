// Each fixture has a stack of its own; Stack.Up holds the number of stacks of a run at five.
// Fixtures start in the order of their names: the long ones have early letters.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(5)]
[assembly: Archiv.Tests.Support.Guarantees.PlanOfVerdicts]
