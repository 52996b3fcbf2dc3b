using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Heads of requests, see <see cref="RequestHeads"/>.</summary>
public sealed class RequestHeadTests
{
    private static IEnumerable<TestCaseData> Cases => RequestHeads.Of("Ollama");

    [TestCaseSource(nameof(Cases))]
    public async Task Is_judged_as_the_library_does(string request, string statusLine) => await RequestHeads.CheckAsync(await Target.ServerAsync(), "/api/version", request, statusLine);
}
