using System.Globalization;
using Archiv.Model;

const string usage = """
    usage: model generate --out FILE [--size-mib 32] [--seed 1]
           model publish --registry http://HOST:PORT --name NAMESPACE/MODEL --tag TAG [--tag TAG] [--template FILE] FILE
    """;
try
{
    switch (args)
    {
        case ["generate", .. var rest]:
            var made = new Arguments(rest);
            Generator.Write(made.One("--out"), int.Parse(made.One("--size-mib", "32"), CultureInfo.InvariantCulture),
                ulong.Parse(made.One("--seed", "1"), CultureInfo.InvariantCulture));
            return 0;
        case ["publish", .. var rest]:
            var given = new Arguments(rest);
            await Publisher.PublishAsync(new Uri(given.One("--registry")), given.One("--name"), given.All("--tag"), given.One("--template", ""), given.Plain);
            return 0;
        default:
            throw new ArgumentException("generate or publish?");
    }
}
catch (Exception e) when (e is ArgumentException or FormatException or IOException or HttpRequestException)
{
    Console.Error.WriteLine($"model: {e.Message}");
    Console.Error.WriteLine(usage);
    return 1;
}
