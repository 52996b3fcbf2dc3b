using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H14.</summary>
internal sealed class DemandsVariables() : Rule(
    "H14",
    "required variables are ${VAR:?message}, others have a default; .env.example lists them all; .env is not committed",
    "Compose puts an empty text where a variable is missing, with ${VAR?message} still where it is empty, and goes on; the mistake shows later, as something else.",
    new("""
        services:
          web:
            image: example/web:1.4.2
            environment:
              DOMAIN: ${DOMAIN}
              SENDER: ${SENDER?set SENDER to the address that mails come from}
        """, "DOMAIN=archiv.example.org\nSENDER=archiv@example.org\n"),
    new("""
        services:
          web:
            image: example/web:1.4.2
            environment:
              DOMAIN: ${DOMAIN:?set DOMAIN to the host name that users type}
              SENDER: ${SENDER:?set SENDER to the address that mails come from}
        """, "DOMAIN=archiv.example.org\nSENDER=archiv@example.org\n"))
{
    // Compose sets it itself.
    private const string Own = "COMPOSE_PROJECT_NAME";

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        HashSet<string> seen = [];
        foreach (var variable in model.Variables.Where(variable => variable.Name != Own))
        {
            if (variable.Form == VariableForm.Bare && seen.Add(variable.Name))
            {
                yield return File(variable, $"{variable.Name} has neither default nor message: without it Compose goes on with an empty text", Demand(variable));
            }
            else if (variable.Form == VariableForm.Required && variable.Argument.Length == 0)
            {
                yield return File(variable, $"{variable.Name} is required, but the message that says so is empty", Demand(variable));
            }
            else if (variable.Form == VariableForm.RequiredOrEmpty)
            {
                yield return File(variable, $"{variable.Name} may be empty: without the colon Compose refuses it only where it is not set", Demand(variable));
            }
        }

        foreach (var finding in Example(model).Concat(Unseen(model)))
        {
            yield return finding;
        }

        if (model.CommittedEnv is { } env)
        {
            yield return new(null, "", $"{Path.GetFileName(env)} is under version control, and with it every secret that was ever in it", "git rm --cached .env && echo .env >> .gitignore", At: new(env, 1, 1));
        }
    }

    private static IEnumerable<RuleFinding> Unseen(CheckedModel model) => model.UnseenEnv is var (file, why)
        ? [new(null, "", $"whether {Path.GetFileName(file)} is under version control could not be looked at: {why}", "git ls-files -- .env", Severity.Note, new(file, 1, 1))]
        : [];

    private static IEnumerable<RuleFinding> Example(CheckedModel model)
    {
        var first = model.Variables.Where(variable => variable.Name != Own).DistinctBy(variable => variable.Name).ToList();
        if (model.EnvExample is not { } listed)
        {
            return first.Count == 0 ? [] : [File(first[0], $"there is no .env.example beside the file, which uses {first.Count} variable{(first.Count == 1 ? "" : "s")}", "# .env.example\n" + string.Join('\n', first.Select(variable => $"{variable.Name}=")))];
        }

        var known = listed.ToHashSet(StringComparer.Ordinal);
        return first.Where(variable => !known.Contains(variable.Name)).Select(variable => File(variable, $".env.example does not list {variable.Name}", $"# .env.example\n{variable.Name}="));
    }

    private static string Demand(VariableUse variable)
    {
        var message = variable.Argument.Length > 0 ? variable.Argument : $"set {variable.Name} to …";
        return $"${{{variable.Name}:?{message}}}";
    }

    private static RuleFinding File(VariableUse variable, string message, string fix) =>
        new(variable.Path.StartsWith("services.", StringComparison.Ordinal) ? variable.Path.Split('.')[1] : null, variable.Path, message, fix, At: variable.Place);
}
