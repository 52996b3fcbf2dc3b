namespace Archiv.Backend.Search;

/// <summary>A search that ends as 503. <paramref name="reason"/> and <paramref name="detail"/> are shown to the caller: no host names, no causes.</summary>
internal sealed class Unavailable(string reason, string detail, int retryAfterSeconds, Exception? cause = null) : Exception(detail, cause)
{
    public string Reason { get; } = reason;

    public int RetryAfterSeconds { get; } = retryAfterSeconds;

    public static Unavailable Overloaded() => new("overloaded", "Too many searches are waiting already.", 10);

    public static Unavailable TooLate() => new("deadline-exceeded", "The search did not finish in time.", 10);

    public static Unavailable Model(string reason, Exception cause) => new(reason, "The natural-language search is not available at the moment.", 10, cause);

    public static Unavailable Database(Exception cause) => new("database-unavailable", "The archive is not available at the moment.", 5, cause);
}
