namespace Archiv.Backend.Model;

/// <summary>The model server gave no usable answer. <paramref name="reason"/> is a stable code for callers; the message is for our log only.</summary>
internal sealed class ModelFailure(string reason, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Reason { get; } = reason;

    public static ModelFailure Unreachable(Exception cause) => new("model-unreachable", "no connection to the model server", cause);

    public static ModelFailure Broken(Exception cause) => new("model-connection-lost", "the model server ended its answer early", cause);

    public static ModelFailure Refused(int status, string error) =>
        new(status switch { 404 => "model-missing", 503 => "model-busy", _ => "model-error" }, $"the model server answered {status}: {error}");

    public static ModelFailure Invalid(string what, Exception? cause = null) => new("model-answer-invalid", what, cause);
}
