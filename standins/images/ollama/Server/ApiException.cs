namespace Ollama.Server;

/// <summary>An answer that is an error: status and text are the original's.</summary>
internal sealed class ApiException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
