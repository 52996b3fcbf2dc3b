namespace NBomber.Run;

/// <summary>The exception of a run that cannot start.</summary>
internal static class Failure
{
#pragma warning disable CA2201 // The original throws just this type, and a test may name it.
    public static Exception Of(string message, Exception? inner = null) => new(message, inner);
#pragma warning restore CA2201
}
