namespace Archiv.Backend.Model;

/// <summary>The model server gave no usable answer. <paramref name="reason"/> is a stable code for callers; the message is for our log only.</summary>
internal sealed class ModelFailure(string reason, string message, Exception? cause = null) : Exception(message, cause)
{
    private const string NobodyThere = "model-unreachable";
    private const string NoAnswer = "model-silent";
    private const string Lost = "model-connection-lost";

    public string Reason { get; } = reason;

    public bool IsUnreachable => Reason == NobodyThere;

    /// <summary>There was an answer, and it was no.</summary>
    public bool Answered => Reason is not (NobodyThere or NoAnswer or Lost);

    public static ModelFailure Unreachable(Exception? cause = null) => new(NobodyThere, "no connection to the model server", cause);

    public static ModelFailure Silent() => new(NoAnswer, "the model server accepts connections and does not answer");

    public static ModelFailure Broken(Exception cause) => new(Lost, "the model server ended its answer early", cause);

    public static ModelFailure Refused(int status, string error) =>
        new(status switch { 404 => "model-missing", 503 => "model-busy", _ => "model-error" }, $"the model server answered {status}: {error}");

    public static ModelFailure Invalid(string what, Exception? cause = null) => new("model-answer-invalid", what, cause);
}
