namespace Ollama.Scheduling;

/// <summary>Why a request cannot be served, as its caller reads it.</summary>
internal sealed class ScheduleException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
