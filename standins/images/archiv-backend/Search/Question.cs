using System.Security.Cryptography;
using System.Text;

namespace Archiv.Backend.Search;

/// <summary>A question as it was asked, checked.</summary>
internal sealed class Question
{
    /// <summary>Characters; beyond it nobody asks a question, and each costs time of the model server.</summary>
    public const int Longest = 1000;

    private Question(string text) => Text = text;

    public string Text { get; }

    /// <returns>Null and the reason when it cannot be asked.</returns>
    public static Question? Check(string? raw, out string problem)
    {
        problem = "";
        var text = raw?.Trim() ?? "";
        if (text.Length == 0)
        {
            problem = "The question is empty.";
        }
        else if (text.Length > Longest)
        {
            problem = $"The question is longer than {Longest} characters.";
        }
        else if (text.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c)) || HasLoneSurrogate(text))
        {
            problem = "The question contains control characters or broken Unicode.";
        }
        return problem.Length == 0 ? new Question(text) : null;
    }

    /// <summary>The same for questions that differ only in case, blanks or the final punctuation.</summary>
    public string CacheKey(string model)
    {
        var words = Text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var normal = string.Join(' ', words).TrimEnd('?', '!', '.', ' ');
        return $"archiv:nl:{Prompt.Version}:{model}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)))}";
    }

    private static bool HasLoneSurrogate(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return true;
            }
        }
        return false;
    }
}
