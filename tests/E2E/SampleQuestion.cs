using System.Text.Json;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.E2E;

/// <summary>A question to the sample archive and the documents that answer it.</summary>
/// <param name="Question">The question as a user types it.</param>
/// <param name="Documents">Ids of all documents that answer it and no others.</param>
public sealed record SampleQuestion(string Question, IReadOnlyList<string> Documents)
{
    /// <summary>The questions that come with the archive of this profile: the file that QUESTIONS names.</summary>
    public static IReadOnlyList<SampleQuestion> Of(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return JsonSerializer.Deserialize<List<SampleQuestion>>(File.ReadAllText(profile.Required("QUESTIONS")), JsonSerializerOptions.Web)!;
    }
}
