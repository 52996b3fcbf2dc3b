using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The name of a project: from the variable, the file or the folder.</summary>
internal static partial class ProjectName
{
    /// <summary>The name, which interpolation may ask for.</summary>
    /// <param name="source">The caller's variables.</param>
    /// <param name="folder">The project's folder.</param>
    /// <param name="written">What the files say, before interpolation.</param>
    /// <param name="context">Hears nothing of the variables here; the name is read once more with the file.</param>
    public static string Of(VariableSource source, string folder, ScalarNode? written, ReadContext context)
    {
        var file = Path.Combine(folder, "COMPOSE_PROJECT_NAME");
        if (source.Find("COMPOSE_PROJECT_NAME") is { Length: > 0 } given)
        {
            return Valid().IsMatch(given) ? given : throw new ComposeSyntaxException(
                written?.Place ?? new(file, 1, 1), $"COMPOSE_PROJECT_NAME is '{given}'; use small letters, digits, '-' and '_'");
        }

        if (written?.Text is not { } text)
        {
            return Normal(Path.GetFileName(folder.TrimEnd('/')));
        }

        var name = new Template(source, written.Place, (_, _, _) => { }, context.Budget).Fill(text);
        return Symbols.In(name) ? name : Normal(name);
    }

    private static string Normal(string name) => Others().Replace(name.ToLowerInvariant(), "").TrimStart('_', '-');

    [GeneratedRegex("[^-_a-z0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Others();

    [GeneratedRegex("^[a-z0-9][-_a-z0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();
}
