// Each fixture has a stack of its own; Stack.Up holds the number of stacks of a run at seven.
// The long ones begin first, and of those the ones that mostly wait; the others start in the order of their names.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(6)]
[assembly: Archiv.Tests.Support.Guarantees.PlanOfVerdicts]
