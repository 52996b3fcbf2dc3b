namespace Archiv.Tests.Tools.Reporting;

/// <summary>A library with which the suites test, of those that can be a stand-in.</summary>
/// <param name="Name">Name of the package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Standin">True when it was built here in place of the original.</param>
internal sealed record PackageUsed(string Name, string Version, bool Standin);
