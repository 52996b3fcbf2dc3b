// Each fixture has a stack of its own; with the one of E2E that makes at most three at a time.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
