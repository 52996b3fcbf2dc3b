// The original is written in F# and carries no annotations: code that compiles against one has to compile against the other.
#nullable disable
using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>
/// Responses of iterations and steps. A status code is an HTTP status or one of the test's own, <c>sizeBytes</c> the size of the answer,
/// <c>customLatencyMs</c> above 0 replaces the measured latency.
/// </summary>
public static class Response
{
    /// <summary>Success.</summary>
    public static Response<object> Ok() => Make<object>(false, "", "", 0, 0, null);

    /// <summary>Failure.</summary>
    public static Response<object> Fail() => Make<object>(true, "", "", 0, 0, null);

    /// <summary>Success.</summary>
    public static Response<object> Ok(string statusCode = "", long sizeBytes = 0, string message = "", double customLatencyMs = 0) =>
        Make<object>(false, statusCode, message, sizeBytes, customLatencyMs, null);

    /// <summary>Success without the value that a failure or another success would carry.</summary>
    public static Response<T> Ok<T>(string statusCode = "", long sizeBytes = 0, string message = "", double customLatencyMs = 0) =>
        Make<T>(false, statusCode, message, sizeBytes, customLatencyMs, null);

    /// <summary>Success with a value.</summary>
    public static Response<T> Ok<T>(T payload, string statusCode = "", long sizeBytes = 0, string message = "", double customLatencyMs = 0) =>
        Make(false, statusCode, message, sizeBytes, customLatencyMs, new Some<T>(payload));

    /// <summary>Failure.</summary>
    public static Response<object> Fail(string statusCode = "", string message = "", long sizeBytes = 0, double customLatencyMs = 0) =>
        Make<object>(true, statusCode, message, sizeBytes, customLatencyMs, null);

    /// <summary>Failure without the value that a success would carry.</summary>
    public static Response<T> Fail<T>(string statusCode = "", string message = "", long sizeBytes = 0, double customLatencyMs = 0) =>
        Make<T>(true, statusCode, message, sizeBytes, customLatencyMs, null);

    /// <summary>Failure with a value.</summary>
    public static Response<T> Fail<T>(T payload, string statusCode = "", string message = "", long sizeBytes = 0, double customLatencyMs = 0) =>
        Make(true, statusCode, message, sizeBytes, customLatencyMs, new Some<T>(payload));

    private static Response<T> Make<T>(bool isError, string statusCode, string message, long sizeBytes, double customLatencyMs, Some<T> payload) => new()
    {
        IsError = isError,
        StatusCode = statusCode ?? "",
        Message = message ?? "",
        SizeBytes = sizeBytes,
        CustomLatencyMs = customLatencyMs,
        Payload = payload,
    };
}
