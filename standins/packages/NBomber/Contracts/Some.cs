namespace NBomber.Contracts;

/// <summary>A value that is there; null stands for one that is not. The original uses F#'s option, which looks the same from C#.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Value">The value.</param>
public sealed record Some<T>(T Value);
