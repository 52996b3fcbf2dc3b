using NUnit.Framework;

// They wait more than they compute: for keep-alive times, deadlines and containers.
[assembly: LevelOfParallelism(4)]
