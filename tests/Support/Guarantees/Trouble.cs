using Docker.DotNet;

namespace Archiv.Tests.Support.Guarantees;

/// <summary>
/// What kept somebody from looking, and says nothing about the stack: an engine that does not answer, a tool that fails.
/// A search that fails on its way is an answer and never an exception, so what is thrown comes from a tool.
/// </summary>
internal static class Trouble
{
    private static readonly string[] Types =
    [
        "Docker.DotNet.", "DotNet.Testcontainers.", "System.TimeoutException", "System.OperationCanceledException", "System.Threading.Tasks.TaskCanceledException",
        "System.Net.Http.HttpRequestException", "System.IO.IOException", "System.Net.Sockets.SocketException", typeof(ToolException).FullName!,
    ];

    /// <summary>True for the message with which NUnit tells of such an exception; a service that is not there counts, since nobody can say what it does.</summary>
    public static bool Says(string message) => Types.Append("System.InvalidOperationException : there is no container of service")
        .Any(type => message.StartsWith(type, StringComparison.Ordinal));

    /// <summary>True for such an exception; not where the engine itself has refused, since that shows a container's state (none, or none that runs).</summary>
    public static bool Is(Exception thrown) => thrown is not DockerApiException { StatusCode: >= System.Net.HttpStatusCode.BadRequest and < System.Net.HttpStatusCode.InternalServerError }
        && Types.Any(type => thrown.GetType().FullName!.StartsWith(type, StringComparison.Ordinal));
}
