using NBomber.Contracts;
using NBomber.CSharp;

namespace Archiv.Tests.Load;

/// <summary>An organisation's licence of NBomber, from the environment; the stand-in works without.</summary>
internal static class Licence
{
    /// <summary>The variable that holds the key.</summary>
    public const string Variable = "NBOMBER_LICENSE";

    /// <summary>The context with the key where one is set, else as it was.</summary>
    public static NBomberContext Given(NBomberContext context) => Environment.GetEnvironmentVariable(Variable) is { } key && !string.IsNullOrWhiteSpace(key)
        ? context.WithLicense(key.Trim())
        : context;
}
