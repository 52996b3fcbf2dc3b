namespace Archiv.Tests.Support.Rules.Dockerfiles;

/// <summary>A Dockerfile as far as the rules need it.</summary>
/// <param name="File">Absolute path; the compose file's where the text stands in it.</param>
/// <param name="Stages">Its stages in order.</param>
/// <param name="Target">The stage that is built; null for the last one.</param>
/// <param name="IsInline">True when the text stands in the compose file, whose lines its own are not.</param>
public sealed record Dockerfile(string File, IReadOnlyList<Stage> Stages, string? Target = null, bool IsInline = false)
{
    /// <summary>The stage that becomes the image; null for a file without any.</summary>
    public Stage? Final => Target is { } target ? Stages.FirstOrDefault(stage => Is(stage, target)) : Stages.Count > 0 ? Stages[^1] : null;

    /// <summary>The final stage and those it is built on, outermost first: what is in them is in the image.</summary>
    public IReadOnlyList<Stage> Layers
    {
        get
        {
            List<Stage> layers = [];
            for (var stage = Final; stage is not null && !layers.Contains(stage); stage = Named(stage.From, before: stage))
            {
                layers.Add(stage);
            }

            return layers;
        }
    }

    /// <summary>The images of others that stages begin with.</summary>
    public IEnumerable<Stage> Foreign => Stages.Where(stage => stage.From != "scratch" && Named(stage.From, before: stage) is null);

    /// <summary>The last instruction of that name that counts for the image; null where there is none.</summary>
    public Instruction? Last(string name) =>
        Layers.Select(stage => stage.Instructions.LastOrDefault(instruction => instruction.Name == name)).FirstOrDefault(found => found is not null);

    /// <summary>The user of the image, with the defaults of arguments filled in; null where there is none.</summary>
    public string? User
    {
        get
        {
            var stage = Layers.FirstOrDefault(layer => layer.Instructions.Any(instruction => instruction.Name == "USER"));
            return stage is null ? null : DockerfileReader.Filled(Last("USER")!.Arguments, Defaults(stage));
        }
    }

    // Those of the stage itself: an argument ends with its stage.
    private static Dictionary<string, string> Defaults(Stage stage)
    {
        Dictionary<string, string> defaults = new(StringComparer.Ordinal);
        foreach (var pair in stage.Instructions.Where(instruction => instruction.Name is "ARG" or "ENV").Select(instruction => instruction.Arguments.Split('=', 2)).Where(pair => pair.Length == 2))
        {
            defaults[pair[0].Trim()] = pair[1].Trim().Trim('"');
        }

        return defaults;
    }

    private Stage? Named(string name, Stage before) =>
        Stages.TakeWhile(stage => stage != before).LastOrDefault(stage => stage.Name.Length > 0 && Is(stage, name));

    private static bool Is(Stage stage, string name) => stage.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
