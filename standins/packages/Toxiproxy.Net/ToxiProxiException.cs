namespace Toxiproxy.Net;

/// <summary>
/// The server answered with an error. Only <see cref="Status"/> says which: the real package looks for the text under a name that the
/// server does not use, so that its message is always the runtime's general one, and so is this one's.
/// </summary>
public class ToxiProxiException : Exception
{
    /// <summary>An error without a text.</summary>
    public ToxiProxiException()
    {
    }

    /// <summary>An error with a text.</summary>
    /// <param name="message">The text; null gives the runtime's general one.</param>
    public ToxiProxiException(string? message)
        : base(message)
    {
    }

    /// <summary>An error with a text and a cause.</summary>
    /// <param name="message">The text.</param>
    /// <param name="inner">The cause.</param>
    public ToxiProxiException(string? message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>HTTP status that the server gave.</summary>
    public int Status { get; set; }
}
