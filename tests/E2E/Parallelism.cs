// One shared stack: its rows take turns, so that none sees the traces of another.
[assembly: LevelOfParallelism(1)]
