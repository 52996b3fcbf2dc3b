namespace Archiv.Tests.Self.Packages;

/// <summary>Keeps what is reported, in order and at once; <see cref="Progress{T}"/> would do it later on other threads.</summary>
internal sealed class Reported<T>(Action<T>? also = null) : List<T>, IProgress<T>
{
    public void Report(T value)
    {
        Add(value);
        also?.Invoke(value);
    }
}
