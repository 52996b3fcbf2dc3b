using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.Run;

namespace NBomber.CSharp;

/// <summary>Runs of scenarios beside each other.</summary>
public static class NBomberRunner
{
    /// <summary>A run of these scenarios.</summary>
    /// <exception cref="ArgumentException">There is none, or two have the same name.</exception>
    public static NBomberContext RegisterScenarios(params ScenarioProps[] scenarios)
    {
        ArgumentOutOfRangeException.ThrowIfZero(scenarios.Length);
        return scenarios.DistinctBy(s => s.ScenarioName).Count() == scenarios.Length
            ? new NBomberContext([.. scenarios])
            : throw new ArgumentException("two scenarios have the same name", nameof(scenarios));
    }

    /// <summary>Names the suite.</summary>
    public static NBomberContext WithTestSuite(this NBomberContext context, string testSuite) => context with { TestSuite = testSuite };

    /// <summary>Names the test.</summary>
    public static NBomberContext WithTestName(this NBomberContext context, string testName) => context with { TestName = testName };

    /// <summary>How long iterations under way are waited for at the end, a minute by default; then they count as failed, "-100".</summary>
    public static NBomberContext WithScenarioCompletionTimeout(this NBomberContext context, TimeSpan timeout) => context with { CompletionTimeout = timeout };

    /// <summary>The original's licence key, which organisations need; the stand-in has no use for it.</summary>
    public static NBomberContext WithLicense(this NBomberContext context, string licenseKey) => context;

    /// <summary>No report files; this form of the stand-in never writes any.</summary>
    public static NBomberContext WithoutReports(this NBomberContext context) => context;

    /// <summary>Runs everything and waits for its end.</summary>
    public static NodeStats Run(this NBomberContext context) => new Session(context).RunAsync().GetAwaiter().GetResult();
}
