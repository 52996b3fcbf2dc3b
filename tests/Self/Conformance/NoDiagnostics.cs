using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance;

/// <summary>Servers that a test kills cannot take their debugger's pipes out of the temporary folder: three files each, for good. So they open none.</summary>
[SetUpFixture]
public sealed class NoDiagnostics
{
    private const string Variable = "DOTNET_EnableDiagnostics";

    [OneTimeSetUp]
    public static void Off() => Environment.SetEnvironmentVariable(Variable, "0");

    [OneTimeTearDown]
    public static void AsBefore() => Environment.SetEnvironmentVariable(Variable, null);
}
