using System.Text.Json;

namespace Archiv.Backend.Model;

/// <summary>What /api/ps says about one model.</summary>
internal readonly record struct LoadedModel(bool Loaded, bool Pinned)
{
    /// <exception cref="ModelFailure">The answer is not a list of models.</exception>
    public static LoadedModel Find(JsonElement answer, string name, DateTimeOffset now)
    {
        if (!answer.TryGetProperty("models", out var models) || models.ValueKind != JsonValueKind.Array)
        {
            throw ModelFailure.Invalid("the list of loaded models has another shape");
        }
        foreach (var model in models.EnumerateArray())
        {
            if (model.ValueKind == JsonValueKind.Object && model.TryGetProperty("name", out var found) && found.ValueKind == JsonValueKind.String
                && Tagged(found.GetString()!) == Tagged(name))
            {
                // "Never" is written as a year of the 24th century; half a year cannot be mistaken for a timer.
                var pinned = model.TryGetProperty("expires_at", out var end) && end.ValueKind == JsonValueKind.String
                    && DateTimeOffset.TryParse(end.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var expires)
                    && expires > now.AddDays(180);
                return new(true, pinned);
            }
        }
        return default;
    }

    private static string Tagged(string name) => name.LastIndexOf(':') > name.LastIndexOf('/') ? name : name + ":latest";
}
