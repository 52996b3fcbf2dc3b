// Each fixture has a stack of its own; how many are up side by side is the profile's STACKS_AT_A_TIME, one of them the suite E2E's.
// The long ones begin first, and of those the ones that mostly wait; the others start in the order of their names.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(6)]
[assembly: Archiv.Tests.Support.Guarantees.PlanOfVerdicts]
