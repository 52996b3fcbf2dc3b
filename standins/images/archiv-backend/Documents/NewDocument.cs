using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiv.Backend.Documents;

/// <summary>The body of POST /api/documents.</summary>
internal sealed partial record NewDocument(
    string? Id, string? Title, string? Date, string? Type, string? Place, string? Writer, string? Recipient, IReadOnlyList<string?>? People, string? Text)
{
    /// <returns>Null and the first problem when it is not a document.</returns>
    public Document? Check(out string problem)
    {
        problem = "";
        var everybody = (People ?? []).Append(Writer).Append(Recipient).Select(name => name?.Trim() ?? "").Where(name => name.Length > 0).Distinct().ToList();
        if (Id is not null && !Identifier().IsMatch(Id))
        {
            problem = "id must be 1 to 64 lower-case letters, digits and hyphens.";
        }
        else if (string.IsNullOrWhiteSpace(Title) || Title.Length > 300)
        {
            problem = "title must have 1 to 300 characters.";
        }
        else if (!DocumentTypes.All.Contains(Type))
        {
            problem = $"type must be one of {string.Join(", ", DocumentTypes.All)}.";
        }
        else if (!DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            problem = "date must be of the form 1913-05-01.";
        }
        else if (Place is { Length: > 100 } || everybody.Count > 50 || everybody.Any(name => name.Length > 100))
        {
            problem = "place and names may have 100 characters each, people 50 entries.";
        }
        else if (Text is { Length: > 20_000 })
        {
            problem = "text may have 20000 characters.";
        }
        else if (everybody.Append(Title).Append(Place).Append(Text).Any(part => part is not null && part.Contains('\0', StringComparison.Ordinal)))
        {
            problem = "the character U+0000 cannot be stored.";
        }
        return problem.Length > 0 ? null : new(
            Id ?? Guid.CreateVersion7().ToString(), Title!.Trim(), DateOnly.ParseExact(Date!, "yyyy-MM-dd", CultureInfo.InvariantCulture), Type!,
            Place?.Trim() ?? "", Writer?.Trim(), Recipient?.Trim(), everybody, Text?.Trim() ?? "");
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,64}\z")]
    private static partial Regex Identifier();
}
