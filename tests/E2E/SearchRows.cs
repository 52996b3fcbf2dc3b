using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.E2E;

/// <summary>What a user of the archive does must work on the deployed stack, through the proxy.</summary>
public sealed class SearchRows
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(62);

    [Test, Guarantee("E1.1", Kind.Live, OwnStack = "asks questions, which loads a model that is cold and fills the cache")]
    public async Task A_question_in_German_must_find_the_documents_it_should()
    {
        var stack = await DeployedStack.Get(Profile.Current.Backend);
        var questions = SampleQuestion.Of(stack.Profile);

        Judgement.Note.Look(null, "sample questions of the profile", "none");
        questions.Should().NotBeEmpty();
        foreach (var question in questions)
        {
            var answer = await stack.Search.Ask(question.Question, Patience);

            Judgement.Note.Look(null, $"200 with filters and documents for „{question.Question}“", answer.ToString());
            answer.Status.Should().Be(200, answer.ToString());
            answer.Json["filters"]!.Should().BeOfType<JsonObject>(answer.ToString());
            answer.Json["documents"]!.AsArray().Should().OnlyContain(document => document!["id"] != null, answer.ToString());
            if (stack.Profile.ModelUnderstandsQuestions)
            {
                Judgement.Note.Expected = $"„{question.Question}“ finds {string.Join(", ", question.Documents)}";
                var found = Documents(answer);
                Judgement.Note.Seen = string.Join(", ", found);
                found.Should().BeEquivalentTo(question.Documents, answer.ToString());
            }
        }

        Judgement.Note.Proof = stack.Profile.ModelUnderstandsQuestions
            ? $"{questions.Count} questions found just their documents"
            : $"{questions.Count} questions were answered with filters and documents; this profile's model is not asked to understand them";
    }

    [Test, Guarantee("E1.2", Kind.Live)]
    public async Task Keyword_search_and_health_must_work()
    {
        var stack = await DeployedStack.Get(Profile.Current.Backend);

        var keyword = await stack.Search.Keyword("Breslau");
        var nonsense = await stack.Search.Keyword("Quxbreslaufoo");
        var health = await stack.Search.Health();

        Judgement.Note.Look(
            null, "200 with documents about Breslau for Breslau, with none for a word that nobody wrote, and 200 for health", $"{keyword}; {nonsense}; {health}");
        keyword.Status.Should().Be(200, keyword.ToString());
        keyword.Json["documents"]!.AsArray().Should().NotBeEmpty(keyword.ToString())
            .And.OnlyContain(document => document!.ToJsonString(AsWritten).Contains("Breslau", StringComparison.OrdinalIgnoreCase), "a search that finds everything finds nothing");
        Documents(nonsense).Should().BeEmpty(nonsense.ToString());
        health.Status.Should().Be(200, health.ToString());
        Judgement.Note.Proof = $"keyword search {keyword.Elapsed.TotalMilliseconds:0} ms, health {health.Elapsed.TotalMilliseconds:0} ms";
    }

    private static List<string> Documents(Answer answer) =>
        [.. answer.Json["documents"]!.AsArray().Select(document => document!["id"]!.ToString())];
}
