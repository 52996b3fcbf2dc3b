using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>The tables of requests and answers, against the stand-in or the server that CONFORMANCE_OLLAMA names, and against the stand-in's image.</summary>
public sealed class HttpCaseTests
{
    internal static IEnumerable<HttpCase> Cases => [.. BasicCases.All, .. ErrorCases.All, .. AnswerCases.All];

    private static IEnumerable<TestCaseData> Named => Cases.Select(c => new TestCaseData(c).SetName($"Ollama [{c.Transcript}] {c.Id}"));

    private static IEnumerable<TestCaseData> NamedForContainer => Cases.Select(c => new TestCaseData(c).SetName($"Ollama in a container [{c.Transcript}] {c.Id}"));

    [TestCaseSource(nameof(Named))]
    public async Task Answers_as_the_original(object row)
    {
        var one = (HttpCase)row;
        await CheckAsync(await Target.ServerAsync(), one, Target.IsForeign);
    }

    [Category("Engine")]
    [TestCaseSource(nameof(NamedForContainer))]
    public async Task Answers_as_the_original_in_a_container(object row)
    {
        var one = (HttpCase)row;
        await CheckAsync(await Target.ServerAsync(inContainer: true), one, false);
    }

    private static async Task CheckAsync(Uri server, HttpCase one, bool foreign)
    {
        string? difference = await DifferenceAsync(server, one);
        if (one.KnownDifference.Length > 0 && !foreign)
        {
            Assert.That(difference, Is.Not.Null, $"This known difference is gone, remove its mark: {one.KnownDifference}");
            difference = await DifferenceAsync(server, one with { Status = one.Instead.Status, Type = one.Instead.Type, Body = one.Instead.Body, Headers = [] });
        }

        Assert.That(difference, Is.Null);
    }

    /// <summary>What differs from the case, or null.</summary>
    private static async Task<string?> DifferenceAsync(Uri server, HttpCase one)
    {
        if (one.First.Length > 0)
        {
            await server.PostAsync("/api/generate", one.First);
        }

        string[] request = one.Request.Split(' ', 3);
        RawAnswer answer = await RawHttp.SendAsync(server, request[0], request[1], request.ElementAtOrDefault(2) ?? (request[0] == "POST" ? "" : null), one.Send);
        string seen = $"{answer.StatusLine}\n{string.Join('\n', answer.Headers)}\n\n{answer.Body}";
        if (answer.Status != one.Status || (answer.Header("Content-Type") ?? "") != one.Type)
        {
            return $"status or type:\n{seen}";
        }

        if (!BodyPattern.Of(one.Body).IsMatch(answer.Body))
        {
            return $"body:\n{seen}";
        }

        string? missing = one.Headers.FirstOrDefault(h => !Holds(h, answer));
        return missing is null ? null : $"{missing}:\n{seen}";
    }

    private static bool Holds(string expected, RawAnswer answer)
        => expected == "chunk per line" ? answer.Chunks.Count > 0 && answer.Chunks.All(c => c.IndexOf('\n', StringComparison.Ordinal) == c.Length - 1)
            : expected.StartsWith("order: ", StringComparison.Ordinal) ? expected[7..] == string.Join(", ", answer.Headers.Select(h => h.Split(':')[0]))
            : answer.Headers.Contains(expected);
}
