namespace Ollama.Pull;

/// <summary>A call that did not reach the registry or broke on the way, in the original's words.</summary>
internal sealed class DialException(string message) : IOException(message);
