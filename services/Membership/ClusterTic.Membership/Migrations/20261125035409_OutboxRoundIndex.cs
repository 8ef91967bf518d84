using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClusterTic.Membership.Migrations
{
    /// <inheritdoc />
    public partial class OutboxRoundIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_outbox_round",
                table: "outbox",
                column: "position");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_round",
                table: "outbox");
        }
    }
}
