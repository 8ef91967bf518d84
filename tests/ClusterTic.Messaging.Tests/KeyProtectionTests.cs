using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Messaging.Tests;

public sealed class KeyProtectionTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("key-protection-");

    [Fact]
    public void With_a_certificate_keys_are_kept_encrypted_and_outlive_its_replacement()
    {
        var (first, second) = (Certificate("first"), Certificate("second"));
        var before = Protector(("Certificate", first), ("CertificatePassword", "secret"));
        var protectedText = before.Protect("a session");

        var kept = Assert.Single(folder.GetFiles("key-*.xml"));
        var xml = File.ReadAllText(kept.FullName);
        Assert.Contains("encryptedSecret", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", xml, StringComparison.Ordinal);

        var after = Protector(
            ("Certificate", second), ("CertificatePassword", "secret"), ("ReplacedCertificates:0:File", first), ("ReplacedCertificates:0:Password", "secret"));
        Assert.Equal("a session", after.Unprotect(protectedText));

        var alone = Protector(("Certificate", second), ("CertificatePassword", "secret"));
        Assert.Throws<CryptographicException>(() => alone.Unprotect(protectedText));
    }

    [Theory]
    [InlineData("missing.pfx", "secret")]
    [InlineData(null, "wrong")]
    public void A_certificate_that_cannot_be_read_is_named_with_its_setting(string? file, string password)
    {
        var path = file is null ? Certificate("third") : Path.Combine(folder.FullName, file);

        var refused = Assert.Throws<InvalidOperationException>(() => Protector(("Certificate", path), ("CertificatePassword", password)));

        Assert.StartsWith($"DataProtection:Certificate: {path}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(password, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    IDataProtector Protector(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create("DataProtection:" + one.Key, (string?)one.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("tests").PersistKeysToFileSystem(folder).EncryptWithCertificate(configuration);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("tests");
    }

    string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(folder.FullName, name + ".pfx");
        File.WriteAllBytes(path, made.Export(X509ContentType.Pkcs12, "secret"));
        return path;
    }
}
