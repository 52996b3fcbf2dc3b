using NBomber.Contracts;
using NBomber.Run;

namespace NBomber.CSharp;

/// <summary>Parts of an iteration that are measured on their own.</summary>
public static class Step
{
    /// <summary>Runs and measures a step. Where it fails, the iteration ends, unless <see cref="Scenario.WithRestartIterationOnFail"/> says otherwise.</summary>
    /// <param name="name">Unique within the scenario.</param>
    /// <param name="context">As the iteration received it.</param>
    /// <param name="run">The step. An exception counts as a failure "-101", a cancelled operation as "-100".</param>
    /// <exception cref="ArgumentException">The context is of the caller's own making.</exception>
    public static async Task<Response<T>> Run<T>(string name, IScenarioContext context, Func<Task<Response<T>>> run)
    {
        var iteration = context as Iteration ?? throw new ArgumentException("the context that the scenario received has to be handed on", nameof(context));
        var late = iteration.TakeLateness();
        var start = TimeProvider.System.GetTimestamp();
        Response<T> response;
        try
        {
            response = await run() ?? throw new InvalidOperationException("the step returned null");
        }
#pragma warning disable CA1031 // Whatever a test throws is a result of that test.
        catch (Exception e)
#pragma warning restore CA1031
        {
            response = Thrown.Response<T>(e, iteration.Logger);
        }

        iteration.EndStep(name, response, late + TimeProvider.System.GetElapsedTime(start));
        return response;
    }
}
