using NBomber.Contracts;
using Serilog;

namespace NBomber.Run;

/// <summary>Exceptions as responses.</summary>
internal static class Thrown
{
    public static Response<T> Response<T>(Exception e, ILogger logger)
    {
        if (e is OperationCanceledException)
        {
            return CSharp.Response.Fail<T>("-100", "operation timeout");
        }

        logger.Error(e, "unhandled exception");
        return CSharp.Response.Fail<T>("-101", e.Message);
    }
}
