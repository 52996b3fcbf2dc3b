namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Makes the model of the merged files: long forms, defaults, profiles, names.</summary>
internal sealed class Project(ReadContext context, VariableSource source, string name, IReadOnlySet<string> profiles)
{
    private static readonly string[] Resources = ["networks", "volumes", "secrets", "configs"];

    /// <summary>The model as Compose prints it.</summary>
    public MapNode Model(MapNode merged)
    {
        var scope = new Scope(context, source, "");
        var model = ((MapNode)ModelShape.Model.Read(merged, scope)).Without("version");
        var services = (model["services"] as MapNode ?? new MapNode([], model.Place)).Each(ServiceDefaults.Apply);
        model = model.With("services", services).With("name", new ScalarNode(name, model["name"]?.Place ?? model.Place));
        var networks = model["networks"] as MapNode ?? new MapNode([], model.Place);
        if (networks["default"] is null)
        {
            model = model.With("networks", networks.With("default", new MapNode([new("ipam", model.Place, new MapNode([], model.Place))], model.Place)));
        }

        var all = model;
        model = model.With("services", new MapNode(services.Entries.Where(entry => Enabled((MapNode)entry.Value)), services.Place));
        new Consistency(model, all).Check();
        var complete = ((MapNode)model["services"]!).Each(entry => ServiceFiles.Apply((MapNode)entry.Value, scope.At("services").At(entry.Key)));
        return Named(Used(model.With("services", complete)));
    }

    private bool Enabled(MapNode service)
    {
        var own = service.Items("profiles").Select(item => ((ScalarNode)item).Text!).ToList();
        return own.Count == 0 || profiles.Contains("*") || own.Exists(profile => profile.Length == 0 || profiles.Contains(profile));
    }

    private static MapNode Used(MapNode model)
    {
        var services = model.Entries("services").Select(entry => entry.Value).ToList();
        Dictionary<string, HashSet<string?>> used = new()
        {
            ["networks"] = [.. services.SelectMany(service => service.Entries("networks")).Select(entry => entry.Key)],
            ["volumes"] = [.. services.SelectMany(service => service.Items("volumes")).Select(mount => mount.Text("source"))],
            ["secrets"] = [.. services.SelectMany(service => service.Items("secrets").Concat(service.Items("build", "secrets"))).Select(node => node.Text("source"))],
            ["configs"] = [.. services.SelectMany(service => service.Items("configs")).Select(node => node.Text("source"))],
        };
        foreach (var section in Resources.Where(section => model[section] is MapNode))
        {
            var kept = model.Entries(section).Where(entry => used[section].Contains(entry.Key)).ToList();
            model = kept.Count == 0 ? model.Without(section) : model.With(section, new MapNode(kept, model[section]!.Place));
        }

        return model;
    }

    // What has no name is named after project and key; what is made elsewhere, after the key.
    private MapNode Named(MapNode model)
    {
        foreach (var section in Resources.Where(section => model[section] is MapNode))
        {
            model = model.With(section, ((MapNode)model[section]!).Each(entry => entry.Value is MapNode map && map["name"] is null
                ? map.With("name", new ScalarNode(map["external"] is ScalarNode { Value: true } ? entry.Key : $"{name}_{entry.Key}", entry.Place))
                : entry.Value));
        }

        return model;
    }
}
