using Archiv.Backend.Settings;
using FluentAssertions;
using Npgsql;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>Defaults are the documented ones, and what is malformed stops the start.</summary>
[TestFixture]
public sealed class SettingsTests
{
    private string passwordFile = "";

    [SetUp]
    public void WritePassword()
    {
        passwordFile = Path.GetTempFileName();
        File.WriteAllText(passwordFile, "geheim\n");
    }

    [TearDown]
    public void RemovePassword() => File.Delete(passwordFile);

    [Test]
    public void Defaults_must_be_the_documented_ones()
    {
        var settings = Read();

        settings.OllamaBaseUrl.Should().Be(new Uri("http://ollama:11434/"));
        settings.OllamaModel.Should().Be("qwen2.5:7b-instruct-q4_K_M");
        settings.SearchDeadline.Should().Be(TimeSpan.FromSeconds(59));
        settings.OllamaConnectTimeout.Should().Be(TimeSpan.FromSeconds(2));
        settings.OllamaKeepAlive.Should().Be("-1");
        settings.CacheHost.Should().BeNull();
        settings.ServerPort.Should().Be(8080);
        var database = new NpgsqlConnectionStringBuilder(settings.Database);
        (database.Host, database.Port, database.Database, database.Username, database.Password).Should().Be(("db", 5432, "archiv", "archiv", "geheim"));
    }

    [TestCase("APP_OLLAMA_KEEP_ALIVE", "5m", "\"5m\"")]
    [TestCase("APP_OLLAMA_KEEP_ALIVE", "300", "300")]
    public void Keep_alive_must_travel_as_number_or_duration(string name, string value, string json) => Read((name, value)).OllamaKeepAlive.Should().Be(json);

    [TestCase("APP_OLLAMA_TIMEOUT_SECONDS", "sechzig")]
    [TestCase("APP_OLLAMA_TIMEOUT_SECONDS", "1")]
    [TestCase("APP_OLLAMA_TIMEOUT_SECONDS", "60s")]
    [TestCase("APP_OLLAMA_BASE_URL", "ollama:11434")]
    [TestCase("APP_OLLAMA_BASE_URL", "ftp://ollama")]
    [TestCase("APP_OLLAMA_MODEL", "qwen 2.5")]
    [TestCase("APP_OLLAMA_KEEP_ALIVE", "immer")]
    [TestCase("APP_OLLAMA_DEADLINE", "2")]
    [TestCase("APP_OLLAMA_RETRIES", "oft")]
    [TestCase("APP_OLLAMA_MAX_CONCURRENT", "0")]
    [TestCase("SERVER_PORT", "70000")]
    [TestCase("SPRING_DATASOURCE_URL", "postgres://db/archiv")]
    [TestCase("SPRING_DATASOURCE_URL", "jdbc:postgresql://db:99999/archiv")]
    [TestCase("SPRING_DATASOURCE_URL", "jdbc:postgresql://db/archiv?tcp=1")]
    [TestCase("SPRING_DATASOURCE_PASSWORD", "geheim")]
    [TestCase("SPRING_DATASOURCE_PASSWORD_FILE", "/nirgends/passwort")]
    public void A_malformed_setting_must_be_named(string name, string value)
    {
        var read = () => Read((name, value));

        var problem = read.Should().Throw<SettingsException>().Which.Problems.Should().ContainSingle().Which;
        problem.Should().Contain(name).And.NotContain("geheim");
    }

    [Test]
    public void All_problems_must_be_named_at_once()
    {
        var read = () => Read(("SERVER_PORT", "x"), ("APP_CACHE_TTL_SECONDS", "-5"));

        read.Should().Throw<SettingsException>().Which.Problems.Should().HaveCount(2);
    }

    private BackendSettings Read(params (string Name, string Value)[] set)
    {
        var variables = set.ToDictionary(pair => pair.Name, pair => pair.Value);
        variables.TryAdd("SPRING_DATASOURCE_PASSWORD_FILE", passwordFile);
        return SettingsReader.Read(name => variables.GetValueOrDefault(name));
    }
}
