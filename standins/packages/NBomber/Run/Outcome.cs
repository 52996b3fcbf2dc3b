using NBomber.Contracts;
using NBomber.CSharp;

namespace NBomber.Run;

/// <summary>Turns exceptions into responses.</summary>
internal static class Outcome
{
    public static async Task<Response<T>> Of<T>(Func<Task<Response<T>>> run)
    {
        try
        {
            return await run() ?? throw new InvalidOperationException("the step returned null");
        }
        catch (OperationCanceledException)
        {
            return Response.Fail<T>("-100", "operation timeout");
        }
#pragma warning disable CA1031 // Whatever a test throws is a result of that test.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Response.Fail<T>("-101", e.Message);
        }
    }

    public static async Task<IResponse> Of(ScenarioProps scenario, IScenarioContext context)
    {
        IResponse? response = null;
        var failed = await Of(async () =>
        {
            try
            {
                response = await scenario.Run(context) ?? throw new InvalidOperationException("the scenario returned null");
            }
            catch (StepFailedException e)
            {
                response = e.Response;
            }

            return Response.Ok();
        });
        return response ?? failed;
    }
}
