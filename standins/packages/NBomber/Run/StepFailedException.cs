using NBomber.Contracts;

namespace NBomber.Run;

/// <summary>Ends an iteration whose step failed; carries what the iteration counts as.</summary>
internal sealed class StepFailedException(string step, IResponse failed) : Exception($"step '{step}' failed: {failed.StatusCode} {failed.Message}")
{
    // The step's own bytes and latency are counted with the step.
    public IResponse Response { get; } = CSharp.Response.Fail(statusCode: failed.StatusCode, message: failed.Message);
}
