using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>Heads of requests, see <see cref="RequestHeads"/>.</summary>
public sealed class RequestHeadTests
{
    private static IEnumerable<TestCaseData> Cases => RequestHeads.Of("Toxiproxy");

    [TestCaseSource(nameof(Cases))]
    public async Task Is_judged_as_the_library_does(string request, string statusLine) => await RequestHeads.CheckAsync(Target.Server, "/version", request, statusLine);
}
