namespace Ollama.Http;

/// <summary>A body that cannot be read to its end; the text is what the original's library says of it.</summary>
internal sealed class BrokenBodyException(string message) : IOException(message);
